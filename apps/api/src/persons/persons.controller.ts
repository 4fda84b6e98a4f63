import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { Limited } from '../http/session-rules.js';
import { PersonSearchDto } from './dto/person-search.dto.js';
import { PersonSearchQuery } from './person-search.query.js';

@ApiTags('persons')
@Controller('v1/persons')
export class PersonsController {
  constructor(@Inject(PersonSearchQuery) private readonly persons: PersonSearchQuery) {}

  // A POST although it changes nothing: a name must not stand in an address (GUIDE §8.4).
  @Post('search')
  @HttpCode(200)
  @Requires('case.read-person')
  @Limited('search')
  @ApiOperation({ summary: 'Find a person by number, name or sound, in Thai or Latin letters; nearest first' })
  search(@Me() me: SignedIn, @Body() known: PersonSearchDto) {
    return this.persons.search(me, known);
  }
}
